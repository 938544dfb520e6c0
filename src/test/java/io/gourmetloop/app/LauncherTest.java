package io.gourmetloop.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start script, in a folder of its own, with a java, mvn and node that only tell what they were asked. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final List<String> TOOLS = List.of(
            "bash",
            "dirname",
            "find",
            "flock",
            "perl",
            "grep",
            "head",
            "tail",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "touch",
            "wc");
    private static final String MAVEN = """
            echo built >>"$PWD/builds"
            touch target/gourmetloop.jar
            sleep 0.01
            touch frontend/src/schema.d.ts
            """;

    private static final String JAVA =
            "[ \"$1\" = -version ] && echo 'openjdk version \"17.0.15\"' && exit; printf '<%s>' \"$@\"";

    @TempDir
    private Path temporary;

    private Path top = Path.of("");
    private Path programs = Path.of("");

    @BeforeEach
    void copyTheScript() throws IOException {
        top = Files.createDirectories(temporary.resolve("a clone"));
        programs = Files.createDirectories(temporary.resolve("programs"));
        Files.copy(Path.of("gourmetloop"), top.resolve("gourmetloop"));
        Files.createDirectories(top.resolve("src/main"));
        Files.createDirectories(top.resolve("frontend/src"));
        Files.writeString(top.resolve("pom.xml"), "<project/>");
        program("java", JAVA);
        program("javac", "");
        program("node", "echo v20.20.2");
        program("mvn", MAVEN);
    }

    @Test
    void it_builds_once_and_again_when_a_source_is_newer() throws Exception {
        assertThat(run("serve", "--port", "0").out)
                .contains("<-Dgourmetloop.home=" + top.toRealPath() + ">")
                .endsWith("<-jar><" + top.toRealPath() + "/target/gourmetloop.jar><serve><--port><0>");
        assertThat(run().exit).isZero();
        assertThat(builds()).isEqualTo(1);

        Path source = Files.writeString(top.resolve("src/main/A.java"), "class A {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(run().exit).isZero();
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void it_works_through_a_link_from_another_folder() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), top.resolve("gourmetloop"));

        assertThat(start(link).await().out).contains("<-Dgourmetloop.home=" + top.toRealPath() + ">");
    }

    @Test
    void two_at_once_build_once() throws Exception {
        program("mvn", "sleep 0.3\n" + MAVEN);
        Started first = start(top.resolve("gourmetloop"));
        Started second = start(top.resolve("gourmetloop"));

        assertThat(first.await().exit).isZero();
        assertThat(second.await().exit).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void a_failed_build_shows_its_errors_and_is_tried_again() throws Exception {
        program("mvn", "echo '[INFO] chatter'; echo '[ERROR] A.java:[1,2] wrong'; exit 1");
        Ended failed = run();
        assertThat(failed.exit).isEqualTo(1);
        assertThat(failed.err)
                .contains("[ERROR] A.java:[1,2] wrong", "target/build.log")
                .doesNotContain("chatter");

        program("mvn", MAVEN);
        assertThat(run().exit).isZero();
    }

    @Test
    void what_is_missing_or_too_old_is_named() throws Exception {
        program("node", "echo v18.1.0");
        assertThat(run().err).contains("node is version 18; 20 or newer is needed");

        program("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        assertThat(run().err).contains("java is version 11; 17 or newer is needed");

        Files.delete(programs.resolve("java"));
        assertThat(run().err).contains("there is no java; install a JDK");
        assertThat(builds()).isZero();
    }

    @Test
    void newer_virtual_machines_get_the_options_that_keep_them_quiet() throws Exception {
        assertThat(run().out).doesNotContain("native-access");

        program("java", "[ \"$1\" = -version ] && echo 'openjdk version \"25\" 2025-09-16' && exit; echo \"$@\"");
        assertThat(run().out).contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void classes_that_a_server_left_are_taken_by_all_that_follow_until_the_next_build() throws Exception {
        Path classes = top.toRealPath().resolve("target/classes-of-java-17.0.15.jsa");

        assertThat(run("jobs").out).doesNotContain(".jsa");
        assertThat(run().out).contains("<-XX:ArchiveClassesAtExit=" + classes + ">");
        leave(classes, 10_000_000);
        assertThat(run("serve").out).as("left by one that never came up").contains("ArchiveClassesAtExit");
        leave(classes, 70_000_000);
        assertThat(run("jobs").out).contains("<-XX:SharedArchiveFile=" + classes + ">");

        Path source = Files.writeString(top.resolve("src/main/A.java"), "class A {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(run("serve").out).contains("<-XX:ArchiveClassesAtExit=" + classes + ">");
    }

    /** A virtual machine crashes on a part of what it wrote. */
    @Test
    void classes_that_are_not_whole_are_left_out_and_written_anew() throws Exception {
        Path classes = top.toRealPath().resolve("target/classes-of-java-17.0.15.jsa");
        String crash = "[[ $* == *SharedArchiveFile*--version ]] && { echo tried >>\"$PWD/trials\"; %s }\n";
        assertThat(run().exit).isZero();
        leave(classes, 70_000_000);

        program("java", crash.formatted("kill -ABRT $$;") + JAVA);
        Ended without = run("jobs");
        assertThat(without.exit).isZero();
        assertThat(without.out).startsWith("<").doesNotContain(".jsa");
        assertThat(without.err).isEmpty();
        assertThat(run("serve").out).contains("<-XX:ArchiveClassesAtExit=" + classes + ">");

        program("java", crash.formatted("exit;") + JAVA);
        leave(classes, 80_000_000);
        assertThat(run("jobs").out).contains("<-XX:SharedArchiveFile=" + classes + ">");
        assertThat(run("serve").out).contains("<-XX:SharedArchiveFile=" + classes + ">");
        assertThat(Files.readAllLines(temporary.resolve("trials")))
                .as("each start on the broken ones, one on the others")
                .hasSize(3);

        program("java", crash.formatted("kill -ABRT $$;") + JAVA);
        FileTime written = Files.getLastModifiedTime(classes);
        leave(classes, 60_000_000);
        Files.setLastModifiedTime(classes, written);
        assertThat(run("serve").out).as("cut off later").contains("<-XX:ArchiveClassesAtExit=" + classes + ">");
    }

    /** A file of that many bytes, newer than what was built. */
    private static void leave(Path classes, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(classes.toFile(), "rw")) {
            file.setLength(size);
        }
        Files.setLastModifiedTime(classes, FileTime.from(Instant.now().plusSeconds(1)));
    }

    @Test
    void files_are_named_in_utf8_where_the_locale_knows_ascii_alone() throws Exception {
        program("java", "echo \"LC_ALL is $LC_ALL\"\n" + JAVA);
        program("locale", "[[ $LC_ALL == C.UTF-8 ]] && echo UTF-8 || echo ANSI_X3.4-1968");
        assertThat(run().out).startsWith("LC_ALL is C.UTF-8");

        program("locale", "echo UTF-8");
        assertThat(run().out).as("it is right already").startsWith("LC_ALL is \n");

        program("locale", "echo ANSI_X3.4-1968");
        assertThat(run().out).as("this machine has no other").startsWith("LC_ALL is \n");
    }

    private record Ended(int exit, String out, String err) {}

    private record Started(Process process, Path out, Path err) {
        Ended await() throws Exception {
            assertThat(process.waitFor(30, SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        }
    }

    private Ended run(String... arguments) throws Exception {
        return start(top.resolve("gourmetloop"), arguments).await();
    }

    private Started start(Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(temporary, "out", "");
        Path err = Files.createTempFile(temporary, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(temporary.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(Set.of("JAVA_HOME", "LC_ALL"));
        builder.environment().put("PATH", programs + ":" + toolsWithoutJava());
        return new Started(builder.start(), out, err);
    }

    /** The machine's own tools one by one, so that its java, mvn and node stay out of sight. */
    private Path toolsWithoutJava() throws IOException {
        Path tools = temporary.resolve("tools");
        if (Files.notExists(tools)) {
            Files.createDirectories(tools);
            for (String tool : TOOLS) {
                script(tools.resolve(tool), "exec \"$(PATH=/usr/bin:/bin type -P " + tool + ")\" \"$@\"");
            }
        }
        return tools;
    }

    private void program(String name, String body) throws IOException {
        script(programs.resolve(name), body);
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private long builds() throws IOException {
        Path builds = top.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }
}
