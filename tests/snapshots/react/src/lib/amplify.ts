// Configures Amplify. Every module that uses Amplify imports this one first, so that nothing runs before it.
import { Amplify } from 'aws-amplify'
import outputs from '../../amplify_outputs.json'

Amplify.configure(outputs)

/** False while amplify_outputs.json is the stub that a fresh clone starts with. */
export const hasBackend = Object.keys(outputs).some((section) => section !== 'version')
