/** The person for whom the server made this page; nothing of a visitor. */
export const useUser = () => useState('user', () => useRequestEvent()?.context.user)
