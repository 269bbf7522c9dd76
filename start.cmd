@echo off
rem Opens ibdash on Windows with a double click; no admin rights needed.
rem The first time it makes a folder .venv and fetches the packages, from the folder wheelhouse
rem where there is one, else from PyPI.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
title ibdash
set "PYTHONUTF8=1"
set "VENV_PYTHON=%~dp0.venv\Scripts\python.exe"
set "DONE=%~dp0.venv\requirements-done.txt"

if exist "%VENV_PYTHON%" goto :packages
set "FOUND="
for %%v in (3.13 3.12 3.11 3.14) do (
    if not defined FOUND py -%%v -c "" >nul 2>&1 && set "FOUND=py -%%v"
)
if not defined FOUND (
    python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))" >nul 2>&1 && set "FOUND=python"
)
if not defined FOUND goto :no_python
echo ibdash wordt klaargezet. Dat gebeurt alleen de eerste keer.
%FOUND% -m venv "%~dp0.venv"
if errorlevel 1 goto :failed

:packages
fc /b "%~dp0requirements.txt" "%DONE%" >nul 2>&1
if not errorlevel 1 goto :open
echo De pakketten worden opgehaald. Dat duurt een paar minuten.
set "FROM="
if exist "%~dp0wheelhouse\" set FROM=--no-index --find-links "%~dp0wheelhouse"
"%VENV_PYTHON%" -m pip install --quiet --disable-pip-version-check --require-hashes %FROM% -r "%~dp0requirements.txt"
if errorlevel 1 goto :failed
copy /y "%~dp0requirements.txt" "%DONE%" >nul

:open
echo ibdash wordt geopend in uw browser. Laat dit venster open staan; sluiten stopt ibdash.
"%VENV_PYTHON%" -m ibdash start
if errorlevel 1 goto :stopped
exit /b 0

:no_python
echo.
echo Python ontbreekt. Nodig is Python 3.11, 3.12, 3.13 of 3.14 (64-bit).
echo Haal Python op van https://www.python.org/downloads/windows/ of vraag uw ICT-beheerder.
pause
exit /b 1

:failed
echo.
echo Het klaarzetten is niet gelukt. Hierboven staat waarom.
echo Is er geen internet? Zet de map wheelhouse naast dit bestand (zie README.md).
echo Lukt het daarna nog niet, verwijder dan de map .venv en probeer het opnieuw.
pause
exit /b 1

:stopped
echo.
echo ibdash is gestopt. Hierboven staat waarom.
pause
exit /b 1
