const lostConnection = ['A network error has occurred.', 'Failed to fetch', 'Network Error']

/**
 * What to show a person when something failed. Amplify reports problems in several shapes: an Error, a GraphQL error
 * `{ message }`, a list of them under `errors`, or any of these under `error`.
 */
export function messageOf(problem: unknown): string {
  const { name, message, error, errors } = Object(problem) as Record<string, unknown>
  if (Array.isArray(errors) && errors.length) return errors.map(messageOf).join('\n')
  if (error) return messageOf(error)
  if (name === 'NetworkError' || lostConnection.includes(String(message))) {
    return 'The backend cannot be reached. Check your connection and try again.'
  }
  if (typeof message === 'string' && message) return message
  return 'Something went wrong. Try again.'
}

/**
 * The data of an answer from Amplify Data, which reports errors instead of throwing them.
 * @throws Error with every reported message
 */
export function unwrap<T>({ data, errors }: { data: T; errors?: { message: string }[] }): T {
  if (errors?.length) throw new Error(messageOf({ errors }))
  return data
}
