import { dev } from '$app/environment'

// The page of a visitor is a file of its own that needs no script, except for what helps developers.
export const prerender = true
export const ssr = true
export const csr = dev
