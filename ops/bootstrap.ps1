<#
.SYNOPSIS
From an empty Windows machine to a running worker, as a scheduled task that begins with the machine.
.DESCRIPTION
It has not been tried on Windows; docs/windows.md tells what to expect. -WhatIf prints what would be done, and does
none of it. What is in the data directory, and settings that are there, stay as they are.
.EXAMPLE
.\bootstrap.ps1 -From .\dist -Brokers kafka-1:9092,kafka-2:9092 -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    # What `./cairn dist` made, on a machine where that runs.
    [Parameter(Mandatory)][string] $From,
    # Where Kafka is.
    [Parameter(Mandatory)][ValidatePattern('^[A-Za-z0-9.:,_-]+$')][string] $Brokers,
    [ValidateSet('light', 'medium', 'heavy')][string] $Profile = 'medium',
    [string] $Into = "$env:ProgramFiles\Cairn",
    [string] $Data = "$env:ProgramData\Cairn"
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$javaVersion = 25
$task = 'Cairn'

if (-not (Test-Path (Join-Path $From 'bin\cairn.cmd'))) {
    throw "expected the worker in $From, but it is not there; make it with ./cairn dist where that runs, and copy the folder"
}

# A Java that is new enough, by JAVA_HOME or on the path.
$java = if ($env:JAVA_HOME) { Join-Path $env:JAVA_HOME 'bin\java.exe' } else { (Get-Command java.exe -ErrorAction SilentlyContinue).Source }
if (-not $java -or -not (Test-Path $java)) {
    throw "Java $javaVersion not found. Install a JRE, as Temurin's (https://adoptium.net), and run this again, with JAVA_HOME if it lies in an unusual place"
}
$javaHome = Split-Path (Split-Path $java)
$release = Join-Path $javaHome 'release'
if ((Test-Path $release) -and (Get-Content $release -Raw) -match 'JAVA_VERSION="(\d+)' -and [int] $Matches[1] -lt $javaVersion) {
    throw "expected Java $javaVersion or later, but $java is Java $($Matches[1]). Set JAVA_HOME to a newer one"
}

if ($PSCmdlet.ShouldProcess($task, 'stop the task, if there is one')) {
    Stop-ScheduledTask -TaskName $task -ErrorAction SilentlyContinue
}
if ($PSCmdlet.ShouldProcess($Into, 'put the worker in place of an older one')) {
    foreach ($part in 'bin', 'lib') {
        Remove-Item (Join-Path $Into $part) -Recurse -Force -ErrorAction SilentlyContinue
        New-Item $Into -ItemType Directory -Force | Out-Null
        Copy-Item (Join-Path $From $part) $Into -Recurse
    }
}
$settings = Join-Path $Data 'cairn.conf'
if (-not (Test-Path $settings) -and $PSCmdlet.ShouldProcess($settings, 'write settings')) {
    New-Item $Data -ItemType Directory -Force | Out-Null
    $lines = @(
        "data-directory = `"$(($Data -replace '\\', '/'))/data`""
        "source.bootstrap-servers = `"$Brokers`""
        "profile = $Profile"
        'http.host = 127.0.0.1'
    )
    # Windows PowerShell would put a mark in front of the first line, which is no key.
    [IO.File]::WriteAllLines($settings, $lines)
}
$start = Join-Path $Into 'bin\cairn.cmd'
if ($PSCmdlet.ShouldProcess($settings, 'check the settings')) {
    $env:JAVA_HOME = $javaHome
    & $start config check -c $settings
    if ($LASTEXITCODE -ne 0) { throw "the worker is installed, but not started: mend $settings, and run this again" }
}
if ($PSCmdlet.ShouldProcess($task, 'begin with the machine, and now')) {
    # What a task prints is lost, so it goes to a file.
    $command = "set `"JAVA_HOME=$javaHome`" && `"$start`" run -c `"$settings`" >> `"$Data\cairn.log`" 2>&1"
    $action = New-ScheduledTaskAction -Execute "$env:SystemRoot\System32\cmd.exe" -Argument "/d /s /c `"$command`"" -WorkingDirectory $Data
    $always = New-ScheduledTaskSettingsSet -ExecutionTimeLimit ([TimeSpan]::Zero) -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1)
    $who = New-ScheduledTaskPrincipal -UserId 'NT AUTHORITY\LOCAL SERVICE' -LogonType ServiceAccount
    icacls $Data /grant '*S-1-5-19:(OI)(CI)M' | Out-Null
    Register-ScheduledTask -TaskName $task -Action $action -Trigger (New-ScheduledTaskTrigger -AtStartup) -Settings $always -Principal $who -Force | Out-Null
    Start-ScheduledTask -TaskName $task
}
