"""Right: greets, repeats the question, a decimal point or comma, CRLF."""
import calc_server


class Client(calc_server.Client):
    def message(self):
        text = super().message()
        if not hasattr(self, "greeted"):
            self.greeted = True
            self.send("Welcome, calculator ready\r\n")
        return text

    def answer(self, text):
        answer = super().answer(text)
        if answer[0] != "e":
            answer = text + " = " + answer
        return "From Server: " + answer + "\r\n"


calc_server.main(Client)
