import type { Metadata } from 'next'
import { PlaceView } from '@/components/PlaceView'

export const metadata: Metadata = { title: 'Places' }

export default function PlaceViewPage() {
  return <PlaceView />
}
