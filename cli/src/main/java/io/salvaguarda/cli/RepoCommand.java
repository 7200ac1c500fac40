package io.salvaguarda.cli;

import picocli.CommandLine.Command;

@Command(
    name = "repo",
    mixinStandardHelpOptions = true,
    description = {
      "The repository itself. All but rebuild-catalog work with the repository and what opens it",
      "alone, no service up."
    },
    subcommands = {
      RepoInit.class,
      RepoInfo.class,
      RepoCheck.class,
      RepoList.class,
      RepoExtract.class,
      RepoWal.class,
      RepoDelete.class,
      RepoPrune.class,
      RepoCopy.class,
      RepoHold.class,
      RepoRelease.class,
      RepoKey.class,
      RepoRebuildCatalog.class
    },
    footer = {
      "",
      "A repository in a folder needs no configuration: --directory DIR, and --passphrase-file or",
      "--key-file, or SALVA_PASSPHRASE, or you are asked.",
      "",
      "When the configuration is lost too, this is enough of one:",
      "  version: 1",
      "  repositories:",
      "    main: { type: s3, endpoint: \"https://...\", region: us-east-1, bucket: backups,",
      "            accessKey: \"$${S3_KEY}\", secretKey: \"$${S3_SECRET}\", passphrase: \"$${PASSPHRASE}\" }",
      "  sources: {}",
      "  channels: { me: { type: mail, to: [me@example.org] } }",
      "  teams: { me: { channels: [me] } }",
      "  defaultTeam: me"
    })
final class RepoCommand {}
