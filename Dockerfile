# syntax=docker/dockerfile:1
# Built for amd64 and arm64 alike: nothing in it is compiled.
FROM node:24-slim AS build
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
COPY downtick.js exec.cmd LICENSE ./
COPY src ./src
COPY commands ./commands
COPY config ./config
COPY tools ./tools
# The program as a few files, with the one package that cannot be part of them: it starts sooner, and takes less memory.
RUN node tools/bundle.ts /built

FROM node:24-slim
LABEL org.opencontainers.image.title="Downtick" \
      org.opencontainers.image.description="Tells a Discord community when a crypto exchange goes down or comes back" \
      org.opencontainers.image.licenses="MIT"
# Memory that is free is used by all threads, and given back: the process grows for days otherwise.
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    MALLOC_TRIM_THRESHOLD_=131072 \
    MALLOC_MMAP_THRESHOLD_=131072 \
    STORE_URL=sqlite:/data/downtick.db \
    HTTP_ADDRESS=127.0.0.1:8080
WORKDIR /app
COPY --from=build /built .
RUN mkdir /data && chown node:node /data
# What Node makes of the code and what the YAML comes to is made once, here: who runs it may not write there.
RUN node warm.js && node cli/config-validate.js > valid.txt && rm valid.txt
USER node
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "cli/healthcheck.js"]
# Signals go to Node itself, which reaps nothing as it starts nothing; run it with --init all the same where you can.
CMD ["node", "downtick.js"]
