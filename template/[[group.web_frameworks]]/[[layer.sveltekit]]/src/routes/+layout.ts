// Amplify keeps the session in the browser, so no screen could be rendered for a person anywhere else.
export const ssr = false
