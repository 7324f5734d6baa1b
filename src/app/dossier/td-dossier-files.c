/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-files.h"

#include "td-dossier-export.h"
#include "td-period-bar.h"
#include "td-window.h"

#include <glib/gi18n-lib.h>

/* What goes out of the page of dossiers: written on the reader thread. */
typedef struct
{
  TdDossierFilter *filter;
  TdDossierSort sort;
  gboolean descending, personal;
  char *path;
  GtkWidget *widget; /* the page */
  TdWorkspace *workspace;
} ExportRequest;

static void
export_request_free (gpointer data)
{
  ExportRequest *self = data;

  td_dossier_filter_free (self->filter);
  g_free (self->path);
  g_object_unref (self->widget);
  g_object_unref (self->workspace);
  g_free (self);
}

static gpointer
export_read (TdConnection *connection, gpointer data, GError **error)
{
  ExportRequest *request = data;

  return td_dossier_export (connection, request->filter, request->sort, request->descending,
                            request->personal, request->path, TRUE, error)
             ? g_strdup (request->path)
             : NULL;
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = td_workspace_read_finish (TD_WORKSPACE (source), result, &error);
  TdWindow *window = td_window_of (widget);

  if (window == NULL)
    return;
  if (path == NULL)
    {
      td_window_show_error (window, _ ("The dossiers could not be exported"), error);
      return;
    }
  td_window_toast_written (window, path);
}

static void
export_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  ExportRequest *request = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  if (file == NULL)
    {
      export_request_free (request);
      return;
    }
  request->path = g_file_get_path (file);
  td_workspace_read_async (request->workspace, export_read, request, export_request_free, g_free,
                           NULL, exported_cb, g_object_ref (request->widget));
}

/**
 * td_dossier_files_export:
 * @widget: the page
 * @workspace: its workspace
 * @filter: (transfer full): which dossiers
 * @sort: their order
 * @descending: the other way round
 * @personal: whether the applicants go along
 * @suffix: "xlsx" or "csv"
 *
 * Asks for a file and writes it.
 */
void
td_dossier_files_export (GtkWidget *widget,
                         TdWorkspace *workspace,
                         TdDossierFilter *filter,
                         TdDossierSort sort,
                         gboolean descending,
                         gboolean personal,
                         const char *suffix)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Export the dossiers shown"), GTK_WINDOW (gtk_widget_get_root (widget)),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Export"), NULL);
  g_autofree char *name = g_strdup_printf ("ho-so-tthc.%s", suffix);
  ExportRequest *request = g_new0 (ExportRequest, 1);

  request->filter = filter;
  request->sort = sort;
  request->descending = descending;
  request->personal = personal;
  request->widget = g_object_ref (widget);
  request->workspace = g_object_ref (workspace);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (export_chosen_cb), request);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Returns: (transfer full): the menu of the page */
GMenuModel *
td_dossier_files_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) in = g_menu_new ();
  g_autoptr (GMenu) out = g_menu_new ();
  g_autoptr (GMenu) show = g_menu_new ();
  g_autoptr (GMenuModel) cutoff = td_period_bar_menu ();

  g_menu_append (in, _ ("Imported Files…"), "page.imports");
  g_menu_append (out, _ ("Export as Excel…"), "page.export::xlsx");
  g_menu_append (out, _ ("Export as CSV…"), "page.export::csv");
  g_menu_append (out, _ ("Copy the Selected Rows"), "page.copy");
  g_menu_append (show, _ ("Show Applicants"), "page.show-applicants");
  g_menu_append (show, _ ("Count Late by the Minute"), "page.count-minute");
  g_menu_append (show, _ ("Remove All Filters"), "page.clear-filter");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (in));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (out));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (show));
  g_menu_append_section (menu, NULL, cutoff);

  return G_MENU_MODEL (menu);
}
