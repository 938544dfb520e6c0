package io.gourmetloop.app.command;

import io.gourmetloop.app.process.CommandFailure;
import io.gourmetloop.platform.auth.Accounts;
import io.gourmetloop.platform.config.Secret;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a new password comes from. It is no argument, since every user of a machine sees those of all programs. */
final class PasswordOption {
    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "File whose first line is the password, /dev/stdin for a pipe; else one is generated and printed.")
    private @Nullable Path file;

    Secret choose(Accounts accounts) {
        return file == null ? accounts.generatePassword() : firstLine(file);
    }

    void tell(PrintStream out, Secret password) {
        if (file == null) {
            out.println("Password: " + password.reveal());
        }
    }

    private static Secret firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return new Secret(lines.findFirst().orElse(""));
        } catch (IOException e) {
            throw new CommandFailure("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
