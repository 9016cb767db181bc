import type { Metadata } from 'next'
import { ConfigureAmplifyClientSide } from '@/components/ConfigureAmplifyClientSide'
import { appTitle } from '@/lib/screens'
import './globals.css'

export const metadata: Metadata = {
  title: { template: `%s · ${appTitle}`, default: appTitle },
  description: `${appTitle}, built with AWS Amplify`,
}

export default function RootLayout({ children }: LayoutProps<'/'>) {
  return (
    <html lang="en">
      <body>
        <ConfigureAmplifyClientSide />
        {children}
      </body>
    </html>
  )
}
