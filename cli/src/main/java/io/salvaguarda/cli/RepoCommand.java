package io.salvaguarda.cli;

import picocli.CommandLine.Command;

@Command(
    name = "repo",
    mixinStandardHelpOptions = true,
    description = "Break-glass: works with the repository and its passphrase alone, no service up.",
    subcommands = {RepoList.class, RepoExtract.class},
    footer = {
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
