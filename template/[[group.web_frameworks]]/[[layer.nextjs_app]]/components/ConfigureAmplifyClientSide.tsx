'use client'

import { useEffect } from 'react'

/**
 * Configures Amplify in the browser, on every page, once that page has loaded. What uses Amplify earlier imports
 * `@/lib/amplify` itself, as the modules of `lib/` do.
 */
export function ConfigureAmplifyClientSide() {
  useEffect(() => {
    const configure = () => import('@/lib/amplify').catch(console.error)
    if (document.readyState === 'complete') configure()
    else addEventListener('load', configure, { once: true })
  }, [])

  return null
}
