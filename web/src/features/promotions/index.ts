export { ProjectPromotions } from './ProjectPromotions'
export { PromotionListPage } from './PromotionListPage'
export { PromotionPage } from './PromotionPage'
export { RequestPromotionPage } from './RequestPromotionPage'
