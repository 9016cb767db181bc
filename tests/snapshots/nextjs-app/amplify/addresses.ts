// Amplify Hosting says which branch of which app it builds.
const { AWS_APP_ID, AWS_BRANCH } = process.env

/** Your own domains, the main one first, as in `https://www.example.com`: without a slash at the end. */
const domains: string[] = []

// A server for development takes the next port where its own is in use.
const local = Array.from({ length: 10 }, (_, n) => `http://localhost:${3000 + n}`)

/** Where the app is opened: people come back there, and only its pages may call REST APIs and function URLs. */
export const addresses = [
  ...domains,
  ...(AWS_APP_ID && AWS_BRANCH
    ? [`https://${AWS_BRANCH.replaceAll('/', '-')}.${AWS_APP_ID}.amplifyapp.com`]
    : local),
]
