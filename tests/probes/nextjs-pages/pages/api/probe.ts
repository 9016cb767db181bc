import type { NextApiRequest, NextApiResponse } from 'next'
import { seen } from '@/lib/seen'

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  res.send(await seen({ req, res }))
}
