import type { AppProps } from 'next/app'
import Head from 'next/head'
import type { ReactElement, ReactNode } from 'react'
import { appTitle } from '@/lib/screens'
import '@/styles/globals.css'

type AppPropsWithLayout = AppProps & {
  Component: { getLayout?: (page: ReactElement) => ReactNode }
}

export default function App({ Component, pageProps }: AppPropsWithLayout) {
  const getLayout = Component.getLayout ?? ((page) => page)
  return (
    <>
      <Head>
        <title>{appTitle}</title>
        <meta name="description" content={`${appTitle}, built with AWS Amplify`} />
      </Head>
      {getLayout(<Component {...pageProps} />)}
    </>
  )
}
