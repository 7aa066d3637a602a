package io.tranche.cli;

import java.io.DataInputStream;
import java.io.IOException;

/** The constants of a class file (JVM specification 4.4), by their numbers; as much of them as call sites need. */
final class ConstantPool {
    private static final int TEXT = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int METHOD_HANDLE = 15;
    private static final int CALL_SITE = 18;

    private final int[] kinds;
    private final int[] firsts;
    private final int[] seconds;
    private final String[] texts;

    private ConstantPool(int size) {
        kinds = new int[size];
        firsts = new int[size];
        seconds = new int[size];
        texts = new String[size];
    }

    /** Reads from the number of constants on, to the end of the last. */
    static ConstantPool read(DataInputStream file) throws IOException {
        int size = file.readUnsignedShort();
        ConstantPool read = new ConstantPool(size);
        for (int number = 1; number < size; number++) {
            read.readOne(number, file);
            if (read.kinds[number] == LONG || read.kinds[number] == DOUBLE) {
                number++; // they count twice
            }
        }
        return read;
    }

    private void readOne(int number, DataInputStream file) throws IOException {
        kinds[number] = file.readUnsignedByte();
        switch (kinds[number]) {
            case TEXT -> texts[number] = file.readUTF();
            case LONG, DOUBLE -> file.readLong();
            case 7, 8, 16, 19, 20 -> // class, string, method type, module, package
                firsts[number] = file.readUnsignedShort();
            case METHOD_HANDLE -> {
                firsts[number] = file.readUnsignedByte();
                seconds[number] = file.readUnsignedShort();
            }
            case 3, 4, 9, 10, 11, 12, 17, CALL_SITE -> { // int, float, members, name and type, dynamic
                firsts[number] = file.readUnsignedShort();
                seconds[number] = file.readUnsignedShort();
            }
            default -> throw new IOException("constant " + number + " is of kind " + kinds[number]);
        }
    }

    /** One more than the last number. */
    int size() {
        return kinds.length;
    }

    boolean isCallSite(int number) {
        return kinds[number] == CALL_SITE;
    }

    boolean isMethodHandle(int number) {
        return kinds[number] == METHOD_HANDLE;
    }

    /** Of a call site: its line in the table of bootstrap methods. Of a method handle: its kind. */
    int first(int number) {
        return firsts[number];
    }

    /** A text, or what a constant that only names one says: a class, a method type. */
    String text(int number) {
        return kinds[number] == TEXT ? texts[number] : texts[firsts[number]];
    }

    /** Name and descriptor of a call site. */
    String nameAndType(int callSite) {
        return pair(seconds[callSite]);
    }

    /** Class, name and descriptor of the method that a method handle points at. */
    String method(int methodHandle) {
        int method = seconds[methodHandle];
        return text(firsts[method]) + " " + pair(seconds[method]);
    }

    private String pair(int number) {
        return texts[firsts[number]] + " " + texts[seconds[number]];
    }
}
