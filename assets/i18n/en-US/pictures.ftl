# Pictures: a person’s photo, and what messages show.

pictures-title = My pictures
pictures-lead = What you added to your messages, and your photo. Each picture is seen by whoever can read a message that has it, and by nobody else.
pictures-none = You have added no picture yet. A screenshot, a photo of your work: it can also be added from a message that you are writing.

picture-add = Add a picture
picture-new-title = Add a picture
picture-new-lead = Your words are kept. The picture will be added at the end; you can move it before sending.
picture-new-lead-later = The picture will be kept among yours for a day, time enough to put it in a message.
picture-back = What you are writing
picture-file = Picture
picture-file-hint = JPEG, PNG, WebP or GIF, 12 MB at most. Of an animation, only the first image is kept.
picture-alt = What one sees in it
picture-alt-hint = One sentence for people who cannot see the picture, and for those whose device does not show it. Say what matters: “A welding workshop, two people at a bench”. If there is text in the picture, copy it.
picture-insert = Put it in the message
picture-send = Keep this picture
picture-sending = On its way…
picture-refused = The picture could not be sent. Your words are still here: try again in a moment.
picture-cleaned = The picture is drawn anew here: the place, the date, the device and everything else the file said about you are left out. Faces stay: show someone else only with their consent.
picture-shown-in = It is shown here:
picture-shown-elsewhere = It is shown in a message that you cannot read today, or that was hidden or removed.
picture-unused = It is shown nowhere: without a message that shows it, it goes after a day. To show it, copy this into a message:
picture-remove = Remove this picture
picture-remove-final = It disappears at once, everywhere, and its file is deleted. This cannot be undone. Messages that showed it keep its description.
picture-remove-send = Remove for good

photo-title = My photo
photo-lead = Only you see it, until you choose in your profile whom to show it to. You can very well do without one: nobody is ranked or set aside for that.
photo-audiences = Choose whom to show it to
photo-yours = Your photo, as those you show it to see it
photo-another = Another photo, in place of this one
photo-hint = JPEG, PNG, WebP or GIF, 12 MB at most. Its middle is kept, as a square.
photo-send = Keep this photo
photo-remove = Remove my photo
photo-remove-send = Remove my photo for good

notice-picture-added = The picture is in your message, which is not sent yet.
notice-picture-kept = The picture is kept.
notice-picture-removed = The picture is removed, and its file deleted.
notice-photo-kept = Your photo is kept. Only the people you choose see it.
notice-photo-removed = Your photo is removed, and its file deleted.
