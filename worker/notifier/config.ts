import { z } from 'zod'

const optional = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined)

const Environment = z
  .object({
    /** smtp://user:password@host:587, or smtps:// */
    CHUANGWEI_SMTP_URL: optional.pipe(
      z
        .string()
        .regex(/^smtps?:\/\/.+/, 'smtp://用户:密码@主机:端口')
        .optional(),
    ),
    /** 创卫办 <office@example.gov.cn> */
    CHUANGWEI_MAIL_FROM: optional,
    CHUANGWEI_WEBHOOK_URL: optional.pipe(z.url({ protocol: /^https?$/ }).optional()),
    CHUANGWEI_WEBHOOK_SECRET: optional.pipe(z.string().min(16, '至少 16 个字符').optional()),
    /** Address at which people reach the product; without it messages carry no link. */
    CHUANGWEI_ORIGIN: optional.pipe(z.url().optional()),
  })
  .refine((env) => !env.CHUANGWEI_SMTP_URL || env.CHUANGWEI_MAIL_FROM, {
    path: ['CHUANGWEI_MAIL_FROM'],
    message: '设置了 CHUANGWEI_SMTP_URL 就须设置发件人 (needed with CHUANGWEI_SMTP_URL)',
  })
  .refine((env) => !env.CHUANGWEI_WEBHOOK_URL || env.CHUANGWEI_WEBHOOK_SECRET, {
    path: ['CHUANGWEI_WEBHOOK_SECRET'],
    message: '设置了 CHUANGWEI_WEBHOOK_URL 就须设置签名密钥 (needed with CHUANGWEI_WEBHOOK_URL)',
  })

export type NotifierConfig = {
  mail: { url: string; from: string } | null
  webhook: { url: string; secret: string } | null
  origin: string | null
}

/** How messages leave the product, from the environment. Throws one readable error that names what is missing. */
export function readNotifierConfig(environment: NodeJS.ProcessEnv): NotifierConfig {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error))
  const env = parsed.data
  return {
    mail:
      env.CHUANGWEI_SMTP_URL && env.CHUANGWEI_MAIL_FROM
        ? { url: env.CHUANGWEI_SMTP_URL, from: env.CHUANGWEI_MAIL_FROM }
        : null,
    webhook:
      env.CHUANGWEI_WEBHOOK_URL && env.CHUANGWEI_WEBHOOK_SECRET
        ? { url: env.CHUANGWEI_WEBHOOK_URL, secret: env.CHUANGWEI_WEBHOOK_SECRET }
        : null,
    origin: env.CHUANGWEI_ORIGIN?.replace(/\/+$/, '') ?? null,
  }
}
