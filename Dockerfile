# The studio as an image: built as on any machine, started by the same scripts/start.mjs.
# glibc, because the embedded PostgreSQL needs it; the same Node as in package.json.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts=false --no-audit --no-fund
COPY . .
RUN npm run build
# The base image brings the same Node, and what only builds and tests need stays behind.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/node-linux-* .next/cache .next/types

FROM node:24.21.0-bookworm-slim
LABEL org.opencontainers.image.title="Maquette" \
      org.opencontainers.image.description="A self-hosted web studio in which a design team makes pictures"
RUN groupadd --gid 10001 maquette \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin maquette \
 && install --directory --owner=10001 --group=10001 --mode=0700 /data \
 && rm -rf /usr/local/lib/node_modules/npm /usr/local/bin/npm /usr/local/bin/npx /opt/yarn-* /usr/local/bin/yarn /usr/local/bin/yarnpkg
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/dist ./dist
COPY --from=build /app/public ./public
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/lib/server/storage-url.ts ./lib/server/storage-url.ts
COPY --from=build /app/package.json /app/package-lock.json /app/next.config.ts ./
ENV NODE_ENV=production \
    MAQUETTE_PREBUILT=1 \
    MAQUETTE_HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 CMD ["node", "scripts/health-check.mjs"]
CMD ["node", "scripts/start.mjs"]
