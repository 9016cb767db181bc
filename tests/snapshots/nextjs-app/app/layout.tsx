import type { Metadata } from 'next'
import { ConfigureAmplifyClientSide } from '@/components/ConfigureAmplifyClientSide'
import './globals.css'

export const metadata: Metadata = {
  title: 'Field notes',
  description: 'Field notes, built with AWS Amplify',
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
