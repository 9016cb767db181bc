import type { Metadata } from 'next'
import { FileList } from '@/components/FileList'

export const metadata: Metadata = { title: 'Files' }

export default function FileListPage() {
  return <FileList />
}
