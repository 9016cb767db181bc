import type { Metadata } from 'next'
import { FaceCheck } from '@/components/FaceCheck'

export const metadata: Metadata = { title: 'Face check' }

export default function FaceCheckPage() {
  return <FaceCheck />
}
