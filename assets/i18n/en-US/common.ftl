# What every page shares: the frame, roles, audiences, everyday words.

site-name = Passerelle

## The frame

skip = Skip to content
nav-main = Main navigation
nav-shortcuts = Shortcuts
nav-home = Home
nav-communities = Communities
nav-unanswered = Unanswered
nav-trades = Trades
nav-me = Me
nav-sign-in = Sign in
nav-sign-up = Sign up
nav-sign-out = Sign out
nav-my-page = My page
nav-account = My account
nav-sessions = My devices
nav-blocks = People I no longer read
nav-admin-people = People
nav-admin-claims = Roles to check
rail-title = My communities
context = Alongside
crumbs = Where you are
pages = Pages
tags = Tags
footer-label = About this site
footer-letters = Letters sent (development)
footer-other-language = Français
footer-promise = Passerelle { $version }, free software. No advertising, no tracking, no ranking of people.
frame-suspended = You can read, but not write, until
frame-suspended-why = Read why
frame-unconfirmed = Your e-mail address is not confirmed yet. You can read everything, and you will be able to write once you have opened the link we sent you.
frame-unconfirmed-way = Nothing arrived?

## Dates

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
moment = { $day } at { $hour }:{ $minute }

## People

person-gone = Someone who closed their account
role-adviser = Adviser
role-recruiter = Recruiter
role-branch = Industry branch
role-manager = Looks after this community
role-ambassador = Ambassador
names-and = { $names } and { $last }
names-and-others = { $names } and other members

## Who reads. The name of an audience, its explanation, and the sentence of every box where one writes.

audience-all = Anyone
audience-read-by = Who reads:
audience-public = Everyone, even without an account
audience-public-hint = Search engines can find the page too.
audience-public-reads = What you write will be read by: anyone, even without an account.
audience-members = People with an account
audience-members-hint = Whatever their situation. Nothing shows until one signs in.
audience-members-reads = What you write will be read by: anyone who has an account here, and nobody else.
audience-seekers = People looking for work
audience-seekers-hint = And those who look after this community. No employers, no advisers.
audience-seekers-reads = What you write will be read by: people looking for work and those who look after this community, nobody else.
audience-recruiters = People who recruit
audience-recruiters-hint = Recruiters and industry branches whose role has been checked, and those who look after this community.
audience-recruiters-reads = What you write will be read by: recruiters and industry branches whose role has been checked, and those who look after this community, nobody else.
audience-staff = The teams
audience-staff-hint = Advisers, community managers, administrators.
audience-staff-reads = What you write will be read by: advisers whose role has been checked, people who look after a community, and those who run the site, nobody else.
audience-named = A chosen few
audience-named-hint = You let them in one by one, by their handle.
audience-named-reads = What you write will be read by: the people let in here by name, and those who look after this community, nobody else.

## What a thread is, and how far it has come

kind-question = Question
kind-question-hint = You are looking for an answer. You can say later which one helped.
kind-discussion = Discussion
kind-discussion-hint = You want to talk something over, without expecting one answer.
kind-experience = Experience
kind-experience-hint = You tell what you went through, so that it is of use to others.
kind-announcement = Announcement
kind-announcement-hint = News of the community, from the people who look after it.
state-unanswered = Unanswered
state-solved = Solved
state-closed = Closed
state-pinned = Pinned

## Everyday words

field-optional = (optional)
password-show = Show
password-hide = Hide
give-up = Go back without sending
undo = Undo
