import { dev } from '$app/environment'

// The page of a visitor is a file that the build writes, and needs no script but to follow changes in development.
export const prerender = true
export const ssr = true
export const csr = dev
