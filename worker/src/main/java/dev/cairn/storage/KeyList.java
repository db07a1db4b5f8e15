package dev.cairn.storage;

/// Keys as spans of arrays, so that handing over millions of them makes no objects.
public interface KeyList {
    int size();

    byte[] array(int index);

    int offset(int index);

    int length(int index);
}
