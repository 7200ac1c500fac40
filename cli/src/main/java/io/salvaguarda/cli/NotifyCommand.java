package io.salvaguarda.cli;

import picocli.CommandLine.Command;

@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    description = "Who is told of what, and when not.",
    subcommands = {NotifyRoute.class, NotifySilence.class})
final class NotifyCommand {}
