import { redirect } from 'next/navigation'
import { home } from '@/lib/screens'

export default function Home() {
  redirect(home)
}
