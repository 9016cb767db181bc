// The newest code for this person in the mailbox of the local backend.
const mails = json(http.get(`${BACKEND}/mailbox`).body)
output.code = mails.filter(({ to }) => to === output.email).pop().code
