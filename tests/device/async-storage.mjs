const kept = new Map()

export default {
  getItem: async (key) => kept.get(key) ?? null,
  setItem: async (key, value) => void kept.set(key, value),
  removeItem: async (key) => void kept.delete(key),
  getAllKeys: async () => [...kept.keys()],
  multiGet: async (keys) => keys.map((key) => [key, kept.get(key) ?? null]),
  multiRemove: async (keys) => keys.forEach((key) => kept.delete(key)),
  clear: async () => kept.clear(),
}
