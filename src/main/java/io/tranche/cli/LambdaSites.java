package io.tranche.cli;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The lambdas of one class file in the words of a JVM's class list: {@code @lambda-proxy}, the class, name and descriptor of the
 * call site, then its arguments: the interface method's type, the method behind it, the type as it is used.
 */
final class LambdaSites {
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory metafactory ";
    private static final String FACTORY_WITH_FLAGS = "java/lang/invoke/LambdaMetafactory altMetafactory ";

    /** By their numbers in class files, which begin at 1 (JVM specification 4.4.8). */
    private static final List<String> REFERENCE_KINDS = List.of(
            "",
            "REF_getField",
            "REF_getStatic",
            "REF_putField",
            "REF_putStatic",
            "REF_invokeVirtual",
            "REF_invokeStatic",
            "REF_invokeSpecial",
            "REF_newInvokeSpecial",
            "REF_invokeInterface");

    /** Who makes what a call site calls, and of what: numbers of constants. */
    private record Bootstrap(int method, List<Integer> arguments) {}

    private final ConstantPool constants;
    private final String className;
    private final List<Bootstrap> bootstraps;

    private LambdaSites(DataInputStream file) throws IOException {
        file.skipNBytes(Integer.BYTES + 2 * Short.BYTES); // magic, versions
        constants = ConstantPool.read(file);
        file.skipNBytes(Short.BYTES); // flags
        className = constants.text(file.readUnsignedShort());
        file.skipNBytes(Short.BYTES); // superclass
        file.skipNBytes(Short.BYTES * file.readUnsignedShort()); // interfaces
        skipMembers(file); // fields
        skipMembers(file); // methods
        bootstraps = bootstraps(file);
    }

    /**
     * Reads a class file and does not close it. None are told of a class with a lambda that is serializable or has other flags:
     * a list has no words for it, and the JVM that reads the list compares the others of the class with it.
     */
    static List<String> lines(InputStream classFile) throws IOException {
        return new LambdaSites(new DataInputStream(classFile)).lines();
    }

    private static void skipMembers(DataInputStream file) throws IOException {
        int members = file.readUnsignedShort();
        for (int member = 0; member < members; member++) {
            file.skipNBytes(3 * Short.BYTES); // flags, name, descriptor
            int attributes = file.readUnsignedShort();
            for (int attribute = 0; attribute < attributes; attribute++) {
                file.skipNBytes(Short.BYTES); // name
                file.skipNBytes(file.readInt());
            }
        }
    }

    private List<Bootstrap> bootstraps(DataInputStream file) throws IOException {
        int attributes = file.readUnsignedShort();
        for (int attribute = 0; attribute < attributes; attribute++) {
            String name = constants.text(file.readUnsignedShort());
            int length = file.readInt();
            if (name.equals("BootstrapMethods")) {
                return readBootstraps(file);
            }
            file.skipNBytes(length);
        }
        return List.of();
    }

    private static List<Bootstrap> readBootstraps(DataInputStream file) throws IOException {
        List<Bootstrap> read = new ArrayList<>();
        int count = file.readUnsignedShort();
        for (int each = 0; each < count; each++) {
            int method = file.readUnsignedShort();
            List<Integer> arguments = new ArrayList<>();
            int size = file.readUnsignedShort();
            for (int argument = 0; argument < size; argument++) {
                arguments.add(file.readUnsignedShort());
            }
            read.add(new Bootstrap(method, arguments));
        }
        return read;
    }

    private List<String> lines() {
        boolean hasFlags = bootstraps.stream()
                .anyMatch(each -> constants.method(each.method()).startsWith(FACTORY_WITH_FLAGS));
        return hasFlags
                ? List.of()
                : IntStream.range(1, constants.size())
                        .filter(constants::isCallSite)
                        .filter(site ->
                                constants.method(bootstrap(site).method()).startsWith(FACTORY))
                        .mapToObj(this::line)
                        .distinct()
                        .toList();
    }

    private Bootstrap bootstrap(int site) {
        return bootstraps.get(constants.first(site));
    }

    private String line(int site) {
        Stream<String> arguments = bootstrap(site).arguments().stream().map(this::argument);
        return Stream.concat(Stream.of("@lambda-proxy", className, constants.nameAndType(site)), arguments)
                .collect(Collectors.joining(" "));
    }

    private String argument(int constant) {
        return constants.isMethodHandle(constant)
                ? REFERENCE_KINDS.get(constants.first(constant)) + " " + constants.method(constant)
                : constants.text(constant);
    }
}
