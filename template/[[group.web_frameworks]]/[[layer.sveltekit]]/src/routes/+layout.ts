// Amplify keeps the session in the browser, so nothing could be rendered for a person anywhere else.
export const ssr = false
