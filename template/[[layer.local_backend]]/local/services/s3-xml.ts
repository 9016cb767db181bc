// The XML of S3's answers.
import type { ServerResponse } from 'node:http'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

export type Tree = { [name: string]: string | number | boolean | undefined | Tree | Tree[] }

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

/** Elements by name; a list repeats its element, undefined leaves it out. */
export function toXml(tree: Tree): string {
  return Object.entries(tree)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => {
        if (one === undefined) return ''
        return `<${name}>${typeof one === 'object' ? toXml(one) : escape(String(one))}</${name}>`
      }),
    )
    .join('')
}

export function sendXml(response: ServerResponse, status: number, tree: Tree): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n${toXml(tree)}`)
}

/** The texts of every element of that name, however deep. */
export function textsOf(xml: string, name: string): string[] {
  const elements = xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))
  return [...elements].map(([, text = '']) => unescape(text))
}

function unescape(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|\w+);/gi,
    (entity, hex?: string, decimal?: string) => {
      if (hex || decimal) return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal))
      return Object.keys(entities).find((sign) => entities[sign] === entity) ?? entity
    },
  )
}
