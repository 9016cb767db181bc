import type { Metadata } from 'next'
import { SecondFactors } from '@/components/SecondFactors'

export const metadata: Metadata = { title: 'Second factor' }

export default function SecondFactorsPage() {
  return <SecondFactors />
}
