// What Amplify and the app use of React Native below their screens, as an Android phone has it.
import { randomBytes } from 'node:crypto'
import { passkeys } from './passkeys.mjs'
import { INIT_N } from 'app/node_modules/@aws-amplify/auth/dist/esm/providers/cognito/utils/srp/constants.mjs'

const number = (hex) => (hex.startsWith('-') ? -BigInt(`0x${hex.slice(1)}`) : BigInt(`0x${hex}`))
const prime = number(INIT_N)
const mod = (value, divisor) => ((value % divisor) + divisor) % divisor

function power(base, exponent, divisor) {
  let result = 1n
  for (base = mod(base, divisor); exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % divisor
    base = (base * base) % divisor
  }
  return result
}

export const NativeModules = {
  RNGetRandomValues: { getRandomBase64: (length) => randomBytes(length).toString('base64') },
  AmplifyRTNCore: {
    computeModPow: async ({ base, exponent, divisor }) =>
      power(number(base), number(exponent), number(divisor)).toString(16),
    computeS: async (given) => {
      const { g, x, k, a, b, u } = Object.fromEntries(
        Object.entries(given).map(([name, hex]) => [name, number(hex)]),
      )
      return power(mod(b - k * power(g, x, prime), prime), a + u * x, prime).toString(16)
    },
    getDeviceName: async () => 'Emulator',
  },
}

export const TurboModuleRegistry = { getEnforcing: () => passkeys }
export const Platform = { OS: 'android', Version: 36, select: ({ android, native, ...rest }) => android ?? native ?? rest.default }
const resumed = new Set()
export const AppState = { currentState: 'active', addEventListener: (_, listener) => listening(resumed, listener) }

/** What opens a page; whoever comes back from there calls the app by its scheme, or has just closed the browser. */
const opened = new Set()
export const Linking = {
  addEventListener: (_, listener) => listening(opened, listener),
  getInitialURL: async () => null,
  openURL: async (page) => {
    const url = await globalThis.visit(page)
    if (url) opened.forEach((listener) => listener({ url }))
    resumed.forEach((listener) => listener('active'))
  },
}

function listening(listeners, listener) {
  listeners.add(listener)
  return { remove: () => listeners.delete(listener) }
}
