@echo off
rem The worker where it is installed, on Windows: this file is DIR\bin\cairn.cmd, its libraries are in DIR\lib.
rem It has not been tried on Windows; docs\windows.md tells what to expect. bin/cairn is the one for all others.
setlocal
set "home=%~dp0.."
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
where /q "%java%" 2>nul || if not exist "%java%" (
  echo error: Java not found. Install a JRE 25, or set JAVA_HOME to one.>&2
  exit /b 1
)
set "more="
if defined CLASSPATH set "more=;%CLASSPATH%"
rem CAIRN_JAVA_OPTS wins over what stands before it.
"%java%" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Xlog:disable -Xlog:all=warning:stderr -Xmx1g -XX:MaxDirectMemorySize=256m %CAIRN_JAVA_OPTS% -cp "%home%\lib\*%more%" dev.cairn.Main %*
exit /b %ERRORLEVEL%
