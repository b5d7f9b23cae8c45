# When the site cannot take what it is sent: the words are kept.

outage-form-kept = Your request is still here, ready to go. Wait a minute, then send it again.
outage-words-kept = What you wrote is not saved yet, but it is not lost: here it is. Wait a minute, then send it again.
outage-your-words = Your text
outage-send-again = Send again
