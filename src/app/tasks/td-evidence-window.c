/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-evidence-window.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-pdf-view.h"
#include "td-share.h"
#include "td-window.h"

/* The pieces of one window; freed with it. */
typedef struct
{
  GtkWidget *window;
  GtkStack *stack; /* loading, pages, error */
  TdPdfView *view;
  AdwStatusPage *error;
  GCancellable *cancellable;
  char *path;
} Viewer;

static void
viewer_free (gpointer data)
{
  Viewer *viewer = data;

  g_cancellable_cancel (viewer->cancellable);
  g_object_unref (viewer->cancellable);
  g_free (viewer->path);
  g_free (viewer);
}

static void
opened_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  Viewer *viewer = g_object_get_data (G_OBJECT (window), "td-viewer");
  g_autoptr (GError) error = NULL;
  g_autoptr (TdPageContent) content = td_pdf_content_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (content == NULL)
    {
      adw_status_page_set_description (viewer->error, error->message);
      gtk_stack_set_visible_child_name (viewer->stack, "error");
      return;
    }
  td_pdf_view_set_content (viewer->view, content);
  gtk_stack_set_visible_child_name (viewer->stack, "pages");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  Viewer *viewer = g_object_get_data (G_OBJECT (window), "td-viewer");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (bytes != NULL)
    td_pdf_content_open_async (bytes, NULL, viewer->cancellable, opened_cb, g_object_ref (window));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      adw_status_page_set_description (viewer->error, error->message);
      gtk_stack_set_visible_child_name (viewer->stack, "error");
    }
}

static void
outside_cb (GtkWidget *window)
{
  Viewer *viewer = g_object_get_data (G_OBJECT (window), "td-viewer");
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (window));
  g_autoptr (GError) error = NULL;

  if (!td_share_open (viewer->path, &error) && TD_IS_WINDOW (parent))
    td_window_show_error (TD_WINDOW (parent), _ ("No program could be started"), error);
}

static GtkWidget *
make_header (GtkWidget *window)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("Open in Another Program"));

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (outside_cb), window);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), button);

  return header;
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

/**
 * td_evidence_window_new:
 * @parent: (nullable): the window it belongs to
 * @title: what the document is called
 * @path: a PDF
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
td_evidence_window_new (GtkWindow *parent, const char *title, const char *path)
{
  Viewer *viewer = g_new0 (Viewer, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  viewer->window = adw_window_new ();
  viewer->path = g_strdup (path);
  viewer->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (viewer->window), "td-viewer", viewer, viewer_free);
  gtk_window_set_title (GTK_WINDOW (viewer->window), title);
  gtk_window_set_transient_for (GTK_WINDOW (viewer->window), parent);
  gtk_window_set_default_size (GTK_WINDOW (viewer->window), 760, 800);
  gtk_box_append (GTK_BOX (box), make_header (viewer->window));
  viewer->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (viewer->stack, adw_bin_new (), "loading");
  viewer->view = TD_PDF_VIEW (td_pdf_view_new ());
  gtk_stack_add_named (viewer->stack, GTK_WIDGET (viewer->view), "pages");
  viewer->error = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (viewer->error, "dialog-warning-symbolic");
  adw_status_page_set_title (viewer->error, _ ("This file cannot be shown here"));
  gtk_stack_add_named (viewer->stack, GTK_WIDGET (viewer->error), "error");
  gtk_widget_set_vexpand (GTK_WIDGET (viewer->stack), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (viewer->stack));
  adw_window_set_content (ADW_WINDOW (viewer->window), box);
  add_escape (viewer->window);
  g_file_load_bytes_async (file, viewer->cancellable, loaded_cb, g_object_ref (viewer->window));

  return viewer->window;
}
