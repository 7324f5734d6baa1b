/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-late.h"

#include <dlfcn.h>

/**
 * td_late_resolve:
 * @entry: a function that is called for the first time
 *
 * Loads the library of the function when this was not done yet, and lets the stub of the function
 * jump to it from now on. A library that is not there ends the program, as it would have at its
 * start: the package names the libraries it needs.
 *
 * Returns: the function
 */
gpointer
td_late_resolve (TdLateEntry *entry)
{
  TdLateLibrary *library = entry->library;
  gpointer handle = g_atomic_pointer_get (&library->handle);
  gpointer address;

  /* Two threads may come here at once: the loader counts, and gives both the same. */
  if (handle == NULL)
    handle = dlopen (library->soname, RTLD_LAZY | RTLD_LOCAL);
  if (handle == NULL)
    g_error ("%s", dlerror ());
  g_atomic_pointer_set (&library->handle, handle);

  address = dlsym (handle, entry->name);
  if (address == NULL)
    g_error ("%s", dlerror ());
  g_atomic_pointer_set (&entry->address, address);

  return address;
}
