// The official form would ask for the first kind of address only, and accept no other.
const username = {
  label: 'E-mail address or phone number',
  placeholder: 'ada@example.com or +4917012345678',
  type: 'text',
}

/** What people sign in with, for the official form. */
export const formFields = { signIn: { username }, forgotPassword: { username } }
