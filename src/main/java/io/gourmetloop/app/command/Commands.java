package io.gourmetloop.app.command;

import io.gourmetloop.platform.config.ConfigurationLoader;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;

/** All commands of this package, each group with its own. */
public final class Commands {
    private Commands() {}

    /** In the order of the help. */
    public static List<CommandLine> of(ConfigurationLoader loader, PrintStream out) {
        return List.of(
                new CommandLine(new DoctorCommand(loader, out)),
                new CommandLine(new UsersCommand())
                        .addSubcommand(new UsersListCommand(loader, out))
                        .addSubcommand(new UsersAddCommand(loader, out))
                        .addSubcommand(new UsersResetPasswordCommand(loader, out))
                        .addSubcommand(new UsersRoleCommand(loader, out))
                        .addSubcommand(new UsersLogoutCommand(loader, out))
                        .addSubcommand(new UsersDisableCommand(loader, out))
                        .addSubcommand(new UsersEnableCommand(loader, out))
                        .addSubcommand(new UsersRemoveCommand(loader, out)),
                new CommandLine(new LabelStudioCommand())
                        .addSubcommand(new LabelStudioSetupCommand(loader, out))
                        .addSubcommand(new LabelStudioSyncCommand(loader, out)),
                new CommandLine(new StorageCommand()).addSubcommand(new StorageUsersCommand(loader, out)),
                new CommandLine(new TokensCommand())
                        .addSubcommand(new TokensListCommand(loader, out))
                        .addSubcommand(new TokensCreateCommand(loader, out))
                        .addSubcommand(new TokensRevokeCommand(loader, out)),
                new CommandLine(new JobsCommand())
                        .addSubcommand(new JobsListCommand(loader, out))
                        .addSubcommand(new JobsHistoryCommand(loader, out))
                        .addSubcommand(new JobsRunCommand(loader, out))
                        .addSubcommand(new JobsPauseCommand(loader, out))
                        .addSubcommand(new JobsResumeCommand(loader, out)),
                new CommandLine(new ChecksCommand(loader, out)),
                new CommandLine(new ConfigCommand()).addSubcommand(new ConfigPrintCommand(loader, out)));
    }
}
