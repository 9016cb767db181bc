// The filter of ListUsers: one attribute, `=` or `^=` (starts with), a quoted value
// (https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html#cognito-user-pools-searching-for-users-using-listusers-api).
import { invalidParameter } from './errors.ts'
import { own } from './input.ts'
import type { User } from './users.ts'

const searchable: Record<string, (user: User) => string | undefined> = {
  username: (user) => user.username,
  'cognito:user_status': (user) => user.status,
  status: (user) => (user.enabled ? 'Enabled' : 'Disabled'),
}
const attributes = 'email family_name given_name name phone_number preferred_username sub'.split(
  ' ',
)
for (const name of attributes) searchable[name] = (user) => user.attributes[name]

/** Whether a user matches; every user does when the filter is empty. */
export function userFilter(filter: string): (user: User) => boolean {
  if (!filter.trim()) return () => true
  const [, name = '', operator, quoted = ''] =
    /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter) ?? []
  const read = own(searchable, name)
  if (!read) throw invalidParameter(`Error while parsing filter: ${filter}`)
  const wanted = quoted.replace(/\\(.)/g, '$1')
  return (user) => {
    const value = read(user)
    return operator === '=' ? value === wanted : (value?.startsWith(wanted) ?? false)
  }
}
