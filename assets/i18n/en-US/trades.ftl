# Trades: the list, a trade’s page, its bridges.

trades-title = Trades
trades-lead = What people do in them, what they need to know, and the bridges that lead to others.
trades-domains = By field
trades-count = { $count ->
    [one] { $count } trade
   *[other] { $count } trades
}
trades-search = Look for a trade
trades-search-label = Name of a trade
trades-search-hint = One or more French words: “aide domicile”, “soudeur”.
trades-search-send = Search
trades-found-title = Trades: “{ $words }”
trades-list = Trades found
trades-also = Also called:
trades-not-found = No trade has these words. Try a single one, or the beginning of a word.
trades-all = See every field
trades-none = No trades have been loaded here yet.

trade-domain-a = Farming and fishing, nature and green spaces, animal care
trade-domain-b = Arts and crafts
trade-domain-c = Banking, insurance, property
trade-domain-d = Retail and sales
trade-domain-e = Communication and media
trade-domain-f = Construction and public works
trade-domain-g = Hotels, restaurants, tourism and leisure
trade-domain-h = Industry
trade-domain-i = Installation and maintenance
trade-domain-j = Health
trade-domain-k = Services to people and communities
trade-domain-l = Performing arts
trade-domain-m = Business support
trade-domain-n = Transport and logistics

trade-retired = The official list no longer has a trade of this name. Its page stays, for those who had chosen it.
trade-retired-replaced = It is now found here:
trade-bridges = Bridges
trade-bridges-derived = Derived from the wider trade this one belongs to. Take them as leads.
trade-bridges-near = Close by
trade-bridges-near-text = What one already knows is enough to begin.
trade-bridges-step = One step away
trade-bridges-step-text = There is something to learn first.
trade-rooms = Communities that talk about it
trade-rooms-none = No community is about it yet. Ask in the one that comes closest.
trade-rooms-way = See the communities
trade-search = Search what is said about it
trade-threads = What is said there
trade-skills = What one needs to know
trade-skills-derived = Derived from the wider trade this one belongs to.
trade-titles = Also called
trade-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
trade-source = Where this comes from
trade-source-text = Codes and names: France Travail, ROME (Licence Ouverte). The rest is France Travail’s, or written by this site.
