# The two homes: a visitor's, and “My day”.

## For whoever passes by

home-visitor-title = From one trade to another, nobody crosses alone.
home-visitor-lead = Ask a question, tell what you know how to do, read people who have already made the move. It is free, without advertising, and you always know who reads you.
home-visitor-join = Create an account
home-visitor-read = Read the communities
home-visitor-unanswered-why = Having lived through the same thing is sometimes all it takes to answer.
home-alive-title = Happening now
home-alive-why = The public conversations where someone has just written.
home-rooms-title = Communities by theme, by trade, by place
home-rooms-all = See all communities
home-demo-title = Demo accounts
home-demo-text = They exist on this machine only. All share one password:

home-promises-title = What you will find here
home-promise-readers = Who reads you
home-promise-readers-text = It is written above the button, before you send. Some communities are read neither by employers nor by advisers.
home-promise-gestures = No points
home-promise-gestures-text = People say thank you, well done, or pass a message on. Nobody is scored or ranked.
home-promise-humans = People
home-promise-humans-text = Every answer is written and signed by someone. A role shown beside a name has been checked.
home-promise-error = Room for mistakes
home-promise-error-text = What you write can be corrected and taken back. A manager’s decision always comes with a reason, and you get to read it.

## My day

home-member-title = My day
home-member-lead = Hello { $name }. Here is what awaits you, and why it is here.
home-member-welcome = Welcome, { $name }. Take your time to read: nothing is urgent here.
home-awaited-title = Your open questions
home-awaited-why = Those with no accepted answer yet. If one helped you, accept it: it will help others.
home-awaited-empty = None of your questions is waiting for an answer.
home-unanswered-title = Unanswered questions
home-unanswered-why = In your communities, these people still await a first word.
home-unanswered-empty = Every question in your communities has had an answer.
home-unanswered-all = See all unanswered questions
home-fresh-title = New in your communities
home-fresh-why = The latest threads of the communities you joined.
home-fresh-empty = Nothing new for now. Join a community, and what is said there will appear here.
home-fresh-way = Choose a community
home-off = Stop showing
home-off-title = What you no longer show here
home-on-about = (show again)

## First steps

home-first-title = Where to begin
home-first-read = Read what people say, without writing anything.
home-first-read-way = See the communities
home-first-answer = Answer someone: one sentence is often enough.
home-first-answer-way = See the unanswered questions
home-first-about = Say in a line what you are looking for, or what you know how to do.
home-first-about-way = Complete my page
home-choose-title = Communities to join
home-choose-why = What is said in your communities appears here. You can read and write without joining.
home-offers = See the offers
