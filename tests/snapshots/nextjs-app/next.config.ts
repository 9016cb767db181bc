import type { NextConfig } from 'next'

const nextConfig: NextConfig = {
  // The local backend says in it that the app is to talk to it: `npm run preview`.
  env: { LOCAL_BACKEND: process.env.LOCAL_BACKEND ?? '' },
  // AGENTS.md holds this project's own rules; `next dev` need not add to them.
  agentRules: false,
}

export default nextConfig
