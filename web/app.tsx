import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App } from 'antd'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from './language.tsx'
import { router } from './routes.tsx'
import './styles/base.css'
import './styles/form.css'
import { queryClient } from './trpc.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <App component={false} message={{ maxCount: 2 }}>
          <RouterProvider router={router} />
        </App>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
)
