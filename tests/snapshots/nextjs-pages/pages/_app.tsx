import type { AppProps } from 'next/app'
import Head from 'next/head'
import { useSyncExternalStore } from 'react'
import { ErrorBoundary } from '@/components/ErrorBoundary'
import '@/styles/globals.css'

const title = 'Field notes'

export default function App({ Component, pageProps }: AppProps) {
  const isReady = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  )
  return (
    <>
      <Head>
        <title>{title}</title>
        <meta name="description" content={`${title}, built with AWS Amplify`} />
      </Head>
      <ErrorBoundary>
        {/* Until React runs in the browser, what somebody types or clicks would be lost. */}
        <fieldset disabled={!isReady} role="presentation" style={{ display: 'contents' }}>
          <Component {...pageProps} />
        </fieldset>
      </ErrorBoundary>
    </>
  )
}
