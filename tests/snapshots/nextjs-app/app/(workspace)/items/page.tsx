import type { Metadata } from 'next'
import { ItemList } from '@/components/ItemList'

export const metadata: Metadata = { title: 'Items' }

export default function ItemListPage() {
  return <ItemList />
}
