import '../lib/amplify'

/** Configures Amplify in the browser before any page uses it. */
export default defineNuxtPlugin({ name: 'amplify', enforce: 'pre' })
