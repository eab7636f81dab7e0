/** Tags as they are typed: separated by commas, each once, in order. */
export const tagsOf = (text: string): readonly string[] => [...new Set(text.split(',').map((tag) => tag.trim()).filter((tag) => tag !== ''))]
